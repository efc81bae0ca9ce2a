namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>Places to cut that have not been reached yet.</summary>
internal sealed class MarkQueue(int pagesTogether) : ICutMarks
{
    private readonly Queue<long> offsets = new();

    public int PagesTogether => pagesTogether;

    public void At(long offset) => offsets.Enqueue(offset);

    /// <summary>The first place behind an offset; null where none is known. What lies before is forgotten.</summary>
    public long? After(long offset)
    {
        while (offsets.TryPeek(out var next))
        {
            if (next > offset)
            {
                return next;
            }

            offsets.Dequeue();
        }

        return null;
    }
}
