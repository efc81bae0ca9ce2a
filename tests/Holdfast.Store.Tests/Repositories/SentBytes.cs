using Holdfast.Store.Copying;

namespace Holdfast.Store.Tests.Repositories;

internal sealed class SentBytes : ICopyProgress
{
    private long total;

    public long Total => Interlocked.Read(ref total);

    public void Sent(long bytes) => Interlocked.Add(ref total, bytes);
}
