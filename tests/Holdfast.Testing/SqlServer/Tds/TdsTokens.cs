using System.Globalization;
using System.Text;

namespace Holdfast.Testing.SqlServer.Tds;

/// <summary>What a server answers with.</summary>
public static class TdsTokens
{
    /// <summary>Status of the last token: with an error, with a count of rows.</summary>
    public const ushort WithError = 2, WithCount = 0x10;

    private const byte Done_ = 0xFD, InfoToken = 0xAB, ErrorToken = 0xAA, Columns = 0x81, RowToken = 0xD1, FailedStatement = 16;

    private static readonly DateTime epoch = new(1900, 1, 1);

    public static byte[] Done(ushort status = 0) => [Done_, .. BitConverter.GetBytes(status), 0, 0, .. new byte[8]];

    public static byte[] Info(int number, string text) => Message(InfoToken, number, 0, text);

    public static byte[] Error(int number, string text) => Message(ErrorToken, number, FailedStatement, text);

    /// <summary>All rows, of the columns that the first one has. A column's type is that of its first value; texts where there is none.</summary>
    public static byte[] Rows(IReadOnlyList<IReadOnlyDictionary<string, object?>> rows)
    {
        if (rows.Count == 0) return [];
        var columns = rows[0].Keys.Select(name => (Name: name, Type: rows.Select(row => row[name]).FirstOrDefault(value => value is not null)?.GetType() ?? typeof(string))).ToList();
        var tokens = new List<byte> { Columns };
        tokens.AddRange(BitConverter.GetBytes((ushort)columns.Count));
        foreach (var (name, type) in columns) tokens.AddRange([0, 0, 0, 0, 1, 0, .. TypeInfo(type), (byte)name.Length, .. Encoding.Unicode.GetBytes(name)]);
        foreach (var row in rows)
        {
            tokens.Add(RowToken);
            foreach (var (name, type) in columns) tokens.AddRange(Value(row[name], type));
        }
        return [.. tokens];
    }

    /// <summary>Sign-in accepted.</summary>
    internal static byte[] Welcome()
    {
        byte[] accepted = [1, 0x74, 0, 0, 4, 20, .. Encoding.Unicode.GetBytes("Microsoft SQL Server"), 16, 0, 0x0F, 0xC3];
        return [0xE3, 8, 0, 7, 5, 0x09, 0x04, 0xD0, 0, 0x34, 0, 0xAD, .. BitConverter.GetBytes((ushort)accepted.Length), .. accepted, .. Done()];
    }

    private static byte[] Message(byte token, int number, byte severity, string text)
    {
        byte[] body = [.. BitConverter.GetBytes(number), 1, severity, .. BitConverter.GetBytes((ushort)text.Length), .. Encoding.Unicode.GetBytes(text), 0, 0, .. BitConverter.GetBytes(1)];
        return [token, .. BitConverter.GetBytes((ushort)body.Length), .. body];
    }

    private static byte[] TypeInfo(Type type) =>
        type == typeof(string) ? [0xE7, 0x40, 0x1F, 0x09, 0x04, 0xD0, 0, 0x34]
        : type == typeof(byte) ? [0x26, 1]
        : type == typeof(int) ? [0x26, 4]
        : type == typeof(long) ? [0x26, 8]
        : type == typeof(bool) ? [0x68, 1]
        : type == typeof(Guid) ? [0x24, 16]
        : type == typeof(DateTime) ? [0x6F, 8]
        : type == typeof(decimal) ? [0x6C, 13, 20, 0]
        : throw new NotSupportedException($"A column of {type} is not written here.");

    private static byte[] Value(object? value, Type type) => value switch
    {
        null => type == typeof(string) ? [0xFF, 0xFF] : [0],
        string text => [.. BitConverter.GetBytes((ushort)(text.Length * 2)), .. Encoding.Unicode.GetBytes(text)],
        byte number => [1, number],
        int number => [4, .. BitConverter.GetBytes(number)],
        long number => [8, .. BitConverter.GetBytes(number)],
        bool flag => [1, flag ? (byte)1 : (byte)0],
        Guid id => [16, .. id.ToByteArray()],
        DateTime time => [8, .. BitConverter.GetBytes((time.Date - epoch).Days), .. BitConverter.GetBytes((uint)Math.Round(time.TimeOfDay.TotalSeconds * 300))],
        decimal number => [13, number < 0 ? (byte)0 : (byte)1, .. decimal.GetBits(decimal.Truncate(decimal.Abs(number)))[..3].SelectMany(BitConverter.GetBytes)],
        _ => throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"{value} is not written here.")),
    };
}
