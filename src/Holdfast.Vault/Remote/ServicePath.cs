using System.Net;
using System.Net.Http.Headers;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Format.Hashing;
using Holdfast.Store;

namespace Holdfast.Vault.Remote;

/// <summary>Blobs through the service: one PUT for a whole blob with its hash, ranges for reading.</summary>
/// <param name="root">Path of the prefix, ending in a slash.</param>
internal sealed class ServicePath(VaultTransport transport, string root) : IBlobPath
{
    // Below this, asking first whether the blob is wanted costs more than sending it in vain.
    private const int AskFrom = 256 << 10;

    public void Put(string name, ReadOnlyMemory<byte> content)
    {
        Span<byte> hash = stackalloc byte[Blake3.Size];
        Blake3.Hash(content.Span, hash);
        var declared = Convert.ToHexStringLower(hash);
        transport.Send(new VaultCall(watch => Upload(name, content, declared, watch), content.Length), declared, static (answer, declared) => answer.Status switch
        {
            HttpStatusCode.Created => answer.Hash == declared ? true : throw answer.Unreadable("it confirms other content than was sent"),
            // The answer to an earlier try was lost, and that try had worked.
            HttpStatusCode.Conflict when answer.IsRepeated && answer.Hash == declared => true,
            _ => throw answer.Failure(),
        });
    }

    public void Read(string name, long offset, Span<byte> destination)
    {
        var last = offset + destination.Length - 1;
        var call = new VaultCall(_ => new HttpRequestMessage(HttpMethod.Get, root + name) { Headers = { Range = new RangeHeaderValue(offset, last) } }, destination.Length);
        transport.Send(call, new Wanted(name, offset, destination), static (answer, wanted) =>
        {
            if (answer.Status != HttpStatusCode.PartialContent) throw answer.Status == HttpStatusCode.OK ? answer.Unreadable("it ignores the range") : answer.Failure();
            wanted.Take(answer);
            return true;
        });
    }

    private HttpRequestMessage Upload(string name, ReadOnlyMemory<byte> content, string hash, AttemptWatch watch)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, root + name) { Content = new SentBytes(content, watch, "application/octet-stream") };
        request.Headers.Add(VaultWire.HashHeader, hash);
        if (content.Length >= AskFrom) request.Headers.ExpectContinue = true;
        return request;
    }

    private readonly ref struct Wanted(string name, long offset, Span<byte> destination)
    {
        private readonly Span<byte> destination = destination;

        public void Take(VaultAnswer answer)
        {
            if (answer.Range is not { From: { } from, To: { } to, Length: { } length } || from != offset) throw answer.Unreadable("it is another range");
            var wanted = offset + destination.Length;
            if (length < wanted)
                throw new CallFailedException(StorageFault.Damaged, new HoldfastException(ErrorCode.VaultRangeRefused, $"'{name}' ends before byte {wanted}."));
            if (to != wanted - 1 || (answer.Length is { } told && told != destination.Length)) throw answer.Unreadable("it is another range");
            answer.Fill(destination);
            if (offset == 0 && length == destination.Length && answer.Hash is { } hash && hash != Blake3Of(destination)) throw answer.Unreadable("its content does not fit its hash");
        }

        private static string Blake3Of(ReadOnlySpan<byte> content)
        {
            Span<byte> hash = stackalloc byte[Blake3.Size];
            Blake3.Hash(content, hash);
            return Convert.ToHexStringLower(hash);
        }
    }
}
