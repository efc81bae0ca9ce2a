namespace Holdfast.Workloads.Disks;

/// <summary>Finds the files of parents of one differencing disk.</summary>
public interface IParentFiles
{
    /// <summary>Null where it is not here. That it is the right one is checked by whoever asks.</summary>
    /// <exception cref="IOException">It is here and cannot be opened.</exception>
    ParentFile? Find(ParentReference parent);
}
