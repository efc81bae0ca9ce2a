namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>Counts what is found.</summary>
internal sealed class EsePageCount
{
    private readonly List<EseDamagedPage> first = [];
    private long seen, empty, damaged, oneBit;

    public EsePages Pages => new(seen, empty, damaged, oneBit, [.. first]);

    public void Add(EsePageState state, uint number, long offset)
    {
        seen++;
        if (state == EsePageState.Empty) empty++;
        if (state is EsePageState.Whole or EsePageState.Empty) return;
        damaged++;
        if (state == EsePageState.OneBit) oneBit++;
        if (first.Count < EsePages.Listed) first.Add(new EseDamagedPage(number, offset, state == EsePageState.OneBit));
    }
}
