print("跳过")
