using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Disks of machines that are looked into, and what of them can be recovered item by item.</summary>
internal static class DiskErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(FileSystemUnknown, "File system cannot be read here", "The partition holds no file system, or one that Holdfast cannot read: it reads NTFS and ext4.",
            "Recover the whole disk, or open it with a program that knows its file system.", 409, 1),
        new(FileSystemEncrypted, "File system is encrypted", "The partition's content was encrypted inside the machine, and only the machine has the key.",
            "Recover the whole machine or its disk, and open it there.", 409, 1),
        new(FileSystemDamaged, "File system is damaged", "From the byte that the message names on, the file system does not follow its own rules. It was so in the machine, or the recovery point is damaged.",
            "Try an earlier recovery point, verify the pool (`holdfast verify --heal`), or recover the whole disk and let the machine's own tools mend it.", 422, 1),
        new(DiskDamaged, "Disk cannot be divided", "The partition table of the disk is damaged.",
            "Try an earlier recovery point, or recover the whole disk and mend it with a partitioning program.", 422, 1),
        new(InnerContentUnreadable, "File cannot be read out of the disk", "The file's content is kept in a way that can be read inside the machine only, such as encrypted.",
            "Recover the whole machine or its disk, and open the file there.", 409, 1),
        new(NoInnerItems, "Nothing inside can be recovered by itself", "The kind of the application has no items: it is recovered whole.",
            "Leave out --item, or recover the files of the point as they were taken: --as-files.", 400, 2),
    ];
}
