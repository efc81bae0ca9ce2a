using System.Buffers.Binary;
using System.Text;

namespace Holdfast.Testing.SqlServer.Tds;

/// <summary>Who signs in, as the message of a client says it.</summary>
internal sealed record TdsSignIn(string User, string Password)
{
    private const int UserAt = 40, PasswordAt = 44;

    internal static TdsSignIn Read(byte[] body)
    {
        var password = Bytes(body, PasswordAt).ToArray();
        for (var i = 0; i < password.Length; i++)
        {
            var mixed = password[i] ^ 0xA5;
            password[i] = (byte)((mixed >> 4) | ((mixed & 0xF) << 4));
        }
        return new TdsSignIn(Encoding.Unicode.GetString(Bytes(body, UserAt)), Encoding.Unicode.GetString(password));
    }

    private static ReadOnlySpan<byte> Bytes(byte[] body, int at) =>
        body.AsSpan(BinaryPrimitives.ReadUInt16LittleEndian(body.AsSpan(at)), BinaryPrimitives.ReadUInt16LittleEndian(body.AsSpan(at + 2)) * 2);
}
