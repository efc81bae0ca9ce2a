using System.Security.Cryptography;
using System.Text;
using Holdfast.Contracts.Certificates;
using Holdfast.Server.Engine;
using Holdfast.Store.Durability;

namespace Holdfast.Server.Certificates;

/// <summary>An authority's key and certificate in one file that only the owner can read.</summary>
internal static class AuthorityFile
{
    private const int LongestFile = 64 << 10;

    /// <summary>Reads the authority, or makes it where there is none.</summary>
    /// <exception cref="IOException">It cannot be used; the message says which file, and why.</exception>
    internal static PrivateAuthority Open(string path, string name, TimeProvider time)
    {
        try
        {
            if (File.Exists(path)) return PrivateAuthority.FromPem(Encoding.ASCII.GetString(DurableFile.ReadAll(path, LongestFile)), time);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException or DurabilityException)
        {
            throw new IOException($"{path} cannot be used: {failure.Message}", failure);
        }
        var made = PrivateAuthority.Create(name, time);
        PrivateFile.Write(path, Encoding.ASCII.GetBytes(made.ExportPem()));
        return made;
    }
}
