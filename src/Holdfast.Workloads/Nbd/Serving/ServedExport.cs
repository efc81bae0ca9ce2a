using System.Security.Cryptography;
using System.Text;
using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.Nbd.Serving;

/// <summary>A disk that is given out read-only, and the name by which alone it is found.</summary>
/// <param name="name">May be a secret: it is compared in constant time and shown to nobody who does not know it.</param>
/// <param name="description">For people.</param>
public sealed class ServedExport(string name, IDisk disk, string description)
{
    private readonly byte[] nameBytes = Encoding.UTF8.GetBytes(name);

    public IDisk Disk => disk;

    public string Description => description;

    internal bool IsNamed(ReadOnlySpan<byte> asked) => CryptographicOperations.FixedTimeEquals(asked, nameBytes);
}
