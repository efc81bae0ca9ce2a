namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>Hears where content begins that repeats from backup to backup. Offsets rise.</summary>
internal interface ICutMarks
{
    /// <summary>Pages that are to be cut together: 1, 2, 4, or 8.</summary>
    int PagesTogether { get; }

    /// <param name="offset">In the file; not beyond what has been read.</param>
    void At(long offset);
}
