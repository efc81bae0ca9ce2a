namespace Holdfast.Workloads.Disks;

/// <summary>What a differencing disk says of the disk that it was made from.</summary>
/// <param name="Ids">One of them is the parent's: of VHDX the id of its content (DataWriteGuid), of VHD its unique id.</param>
/// <param name="Paths">Where it was, in the order in which to try.</param>
public sealed record ParentReference(IReadOnlyList<Guid> Ids, IReadOnlyList<ParentPath> Paths)
{
    /// <summary>For people.</summary>
    public string Name => Paths.Count > 0 ? Paths[0].Text : Ids[0].ToString();
}
