namespace Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

/// <summary>Hyper-V did not do what a method asks.</summary>
/// <param name="code">What the method returned, or the job's ErrorCode.</param>
internal sealed class MethodFailure(long code, string message) : Exception(message)
{
    public long Code { get; } = code;

    /// <summary>The host's version does not do this at all.</summary>
    public bool IsUnsupported => Code is 1 or 32770;

    public static MethodFailure Refused(string method, long code) => new(code, $"{method} was refused: {Text(code)}.");

    public static MethodFailure WithoutResult(string output) => new(-1, $"Hyper-V reported success, and gave no {output}.");

    public static MethodFailure OfJob(string method, long code, string? description) =>
        new(code, $"{method} failed: {(string.IsNullOrWhiteSpace(description) ? Text(code) : description.Trim())}");

    private static string Text(long code) => code switch
    {
        1 or 32770 => "not supported",
        2 or 32768 => "failed",
        3 or 32772 => "timeout",
        4 or 32773 => "invalid parameter",
        5 or 32775 => "the state does not allow it",
        6 or 32776 => "invalid type",
        32769 => "access denied",
        32771 => "status unknown",
        32774 => "in use",
        32777 => "not available",
        32778 => "out of memory",
        32779 => "a file is in use",
        _ => $"code {code}",
    };
}
