using System.Collections.Concurrent;
using Holdfast.Format.Packs;

namespace Holdfast.Store.Reading;

/// <summary>The sealers of one pack, one for each thread that uses it at the same time.</summary>
internal sealed class PackSealers(PackKey key) : IDisposable
{
    private readonly ConcurrentBag<RecordSealer> free = [];

    public PackId Pack => key.Pack;

    public PackKey Key => key;

    public RecordSealer Rent() => free.TryTake(out var sealer) ? sealer : new RecordSealer(key);

    public void Return(RecordSealer sealer) => free.Add(sealer);

    public void Dispose()
    {
        while (free.TryTake(out var sealer)) sealer.Dispose();
    }
}
