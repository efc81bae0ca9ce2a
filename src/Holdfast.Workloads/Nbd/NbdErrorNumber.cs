namespace Holdfast.Workloads.Nbd;

/// <summary>Errors of requests: numbers of Linux.</summary>
internal enum NbdErrorNumber : uint
{
    None = 0,
    NotPermitted = 1,
    InputOutput = 5,
    NoMemory = 12,
    Invalid = 22,
    NoSpace = 28,
    Overflow = 75,
    NotSupported = 95,
    Shutdown = 108,
}
