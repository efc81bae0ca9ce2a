using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Disks of recovery points that are given out as network block devices.</summary>
internal static class ExportErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(ExportUnknown, "No such export", "No export has that id: it was stopped, it ended by itself, or the server was started anew.",
            "`holdfast export list` shows those that there are.", 404, 1),
        new(ExportsFull, "Too many exports", "As many disks are given out as `mostExports` allows.",
            "Stop one (`holdfast export stop ID`), or raise the setting.", 409, 1),
        new(PointExported, "Recovery point is given out", "A disk of the recovery point is being read as a network block device, so the point is not deleted.",
            "Stop the export (`holdfast export stop ID`), then delete the point.", 409, 1),
        new(ExportDiskUnknown, "No such disk", "The recovery point holds no disk of that name and no file at that path.",
            "`holdfast browse SOURCE` shows what it holds.", 404, 1),
        new(ExportDiskNotNamed, "Disk not named", "The recovery point holds several disks, or none that could be meant without being named.",
            "Name the disk, or a file of the point, by its path: --disk PATH.", 400, 2),
        new(ExportNotListening, "Export cannot listen", "Neither a socket nor a port could be opened for the export.",
            "The message says why. For sockets see `exportFolder`, for ports `exportAddress` and `exportPort`.", 409, 1),
        new(ExportImageUnreadable, "Disk image cannot be read", "The file keeps a disk in a format of its own, and it is damaged, or its parent is not here.",
            "`holdfast inspect` says more of a copy; --as-file gives out the file as it is.", 422, 1),
    ];
}
