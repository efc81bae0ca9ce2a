namespace Holdfast.Format.Keys;

/// <summary>Names one repository (a pool, or one server's copy in a vault): 128 random bits, bound into everything it seals.</summary>
public readonly record struct RepositoryId(UInt128 Value)
{
    public const int Size = 16;

    public static RepositoryId Create(IRandomness randomness)
    {
        Span<byte> bytes = stackalloc byte[Size];
        randomness.Fill(bytes);
        return Read(bytes);
    }

    public static RepositoryId Read(ReadOnlySpan<byte> bytes) => new(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes));

    public void Write(Span<byte> destination) => System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(destination, Value);

    /// <summary>Parses 32 lower-case hexadecimal digits.</summary>
    public static bool TryParse(string text, out RepositoryId id)
    {
        var value = default(UInt128);
        var ok = text.Length == Size * 2 && !text.AsSpan().ContainsAnyInRange('A', 'F')
            && UInt128.TryParse(text, System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out value);
        id = ok ? new RepositoryId(value) : default;
        return ok;
    }

    public override string ToString() => Value.ToString("x32", null);
}
