using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.VirtualMachines.HyperV;

/// <summary>Looks for the parents of differencing disks where their host has them.</summary>
/// <param name="file">Path on the host of the disk that names a parent.</param>
internal sealed class HostParents(IHyperVHost host, string file) : IParentFiles
{
    private const string LocalPrefix = @"\\?\";

    public ParentFile? Find(ParentReference parent)
    {
        foreach (var path in parent.Paths.OrderBy(path => path.Kind).Select(Place))
            if (path is not null && !string.Equals(path, file, StringComparison.OrdinalIgnoreCase) && host.Locate(path) is var located && File.Exists(located))
                return new ParentFile(FileBytes.Open(located), new HostParents(host, path));
        return null;
    }

    /// <summary>Path on the host; null for one that cannot be followed.</summary>
    private string? Place(ParentPath at)
    {
        if (at.Text.Contains('\0', StringComparison.Ordinal)) return null;
        if (at.Kind == ParentPathKind.Relative) return HostPath.FolderOf(file) is { } folder ? HostPath.Resolve(folder, at.Text) : null;
        var plain = at.Text.StartsWith(LocalPrefix, StringComparison.Ordinal) ? at.Text[LocalPrefix.Length..] : at.Text;
        // Of the host's drives only: a disk from elsewhere may name a share of anybody's.
        return at.Kind == ParentPathKind.Absolute && HostPath.IsOnDrive(plain) ? plain : null;
    }
}
