namespace Holdfast.Store.Durability;

/// <summary>A write, flush or rename that the system refused. After a failed flush nothing of the file may be believed: it is never retried.</summary>
public sealed class DurabilityException(string operation, string path, int errno)
    : IOException($"{operation} of '{path}' failed: {System.Runtime.InteropServices.Marshal.GetPInvokeErrorMessage(errno)} (errno {errno})")
{
    public const int NoSpace = 28, ReadOnlyFileSystem = 30, QuotaExceeded = 122, Exists = 17, NotFound = 2;
    public const int NotPermitted = 1, AccessDenied = 13, WouldBlock = 11, BadHandle = 9;

    public string Operation { get; } = operation;

    public int Errno { get; } = errno;

    public bool IsFull => Errno is NoSpace or QuotaExceeded;
}
