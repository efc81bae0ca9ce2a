namespace Holdfast.Workloads.Files.Portable;

/// <summary>What an exception of System.IO says.</summary>
internal static class PortableError
{
    private const int SharingViolation = unchecked((int)0x80070020), LockViolation = unchecked((int)0x80070021);

    public static bool IsExpected(Exception error) => error is IOException or UnauthorizedAccessException or System.Security.SecurityException;

    public static bool MeansGone(Exception error) => error is FileNotFoundException or DirectoryNotFoundException or DriveNotFoundException;

    /// <summary>Another process holds it, or a part of it.</summary>
    public static bool MeansLocked(Exception error) => OperatingSystem.IsWindows() && error.HResult is SharingViolation or LockViolation;

    public static int Number(Exception error) => error.HResult & 0xffff;

    public static ItemNote ToNote(Exception error, byte[] path) =>
        MeansGone(error) ? new ItemNote(NoteKind.Vanished, path, Number(error), "It vanished before it was read.")
        : MeansLocked(error) ? new ItemNote(NoteKind.Locked, path, Number(error), "Another process holds it and lets nobody read it.")
        : new ItemNote(NoteKind.Unreadable, path, Number(error), $"It cannot be read: {error.Message}");
}
