namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>A page of a database, as DBCC PAGE takes it.</summary>
public readonly record struct PageId(ushort File, uint Page)
{
    public override string ToString() => $"{File}:{Page}";
}
