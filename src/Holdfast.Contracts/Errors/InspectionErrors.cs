using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Files of applications that are looked into.</summary>
internal static class InspectionErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(InspectedUnknown, "File of no known kind", "Its content is of no kind that can be inspected, or its first bytes are damaged.",
            "See `holdfast inspect --help` for the kinds.", 422, 1),
        new(InspectedMalformed, "File does not follow its format", "The file was cut off or altered: from the byte that the message names on, it is not what its kind prescribes.",
            "Take another copy of the file, or recover it from an earlier recovery point.", 422, 1),
        new(InspectedDamaged, "Content is damaged", "The file is laid out as it should be, but content in it does not match its own checksums.",
            "Take another copy of the file, or a backup from before the damage. For a database, check the original too: DBCC CHECKDB on SQL Server.", 422, 1),
        new(InspectedOpaque, "Cannot be looked into", "The file was compressed or encrypted by the software that made it, in a form that is not documented.",
            "Verify it with that software: RESTORE VERIFYONLY on SQL Server. Backups without compression can be verified, and deduplicate.", 422, 1),
        new(InspectedHoldsNoFiles, "No files inside", "Files of this kind hold no files that could be listed or taken out.",
            "Leave out --list and --extract.", 409, 2),
        new(InspectedUnreadable, "File cannot be read", "The file does not exist, may not be read, or reading it failed.",
            "Check path and rights; on a failure of the disk, take another copy.", 404, 1),
        new(InspectedNoSuchPath, "No such path inside", "No file or folder of that path is inside, or it is of another type. Paths begin with the number of a partition, and links are not followed.",
            "See what is there with `holdfast inspect FILE --list PATH`; an empty path lists the partitions.", 404, 1),
        new(InspectedVolumeUnreadable, "File system cannot be read here", "The volume holds no file system that is known here, or the file is kept in a way that cannot be read without the system that wrote it, such as encrypted.",
            "Recover the whole disk, and read it with the system that it belongs to.", 422, 1),
        new(InspectedTargetTaken, "File exists", "What is taken out does not overwrite anything.",
            "Choose another name, or remove what is there.", 409, 1),
        new(InspectedTargetUnwritable, "File cannot be written", "The folder does not exist or may not be written, or its disk is full or failed. Nothing of the file is left there.",
            "Check path, rights, and free space.", 422, 1),
    ];
}
