namespace Holdfast.Format.Tests.Hashing;

/// <summary>One case of the official vector file: 131 bytes of output in hexadecimal for each mode.</summary>
internal sealed record Blake3VectorCase(int InputLen, string Hash, string KeyedHash, string DeriveKey);
