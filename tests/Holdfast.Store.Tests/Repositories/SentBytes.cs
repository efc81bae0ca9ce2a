using Holdfast.Store.Copying;

namespace Holdfast.Store.Tests.Repositories;

internal sealed class SentBytes : ICopyProgress
{
    public long Total { get; private set; }

    public void Sent(long bytes) => Total += bytes;
}
