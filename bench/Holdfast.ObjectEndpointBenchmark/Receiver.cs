using System.Security.Cryptography;
using Holdfast.Workloads.Applications;

namespace Holdfast.ObjectEndpointBenchmark;

/// <summary>Counts bytes, and hashes them where it is to.</summary>
internal sealed class Receiver(bool hashes) : IObjectReceiver
{
    private readonly IncrementalHash? hash = hashes ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;

    internal long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        hash?.AppendData(bytes);
        Length += bytes.Length;
    }

    public void Complete() => hash?.GetHashAndReset();

    public void Abort() => throw new InvalidOperationException("An upload of the benchmark was aborted.");
}
