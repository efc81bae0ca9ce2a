using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Server.Audit;

/// <summary>
/// The chain: each row's hash is SHA-256 over the hash before and the row in one canonical form, in which every part is preceded by its length, so that no two
/// rows have the same form.
/// </summary>
internal static class AuditChain
{
    /// <summary>What the first row follows.</summary>
    internal static string Beginning { get; } = new('0', 64);

    internal static string HashOf(AuditRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, "holdfast-audit-1");
        Add(hash, row.PreviousHash);
        Add(hash, row.Seq);
        Add(hash, row.Time);
        foreach (var part in (string[])[row.Actor, row.Action, row.Subject, row.Outcome]) Add(hash, part);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Add(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
