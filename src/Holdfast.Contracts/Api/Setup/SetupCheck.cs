namespace Holdfast.Contracts.Api.Setup;

/// <summary>One prerequisite.</summary>
/// <param name="Id">Such as memory, host-name, time-skew; stays the same in all versions.</param>
/// <param name="State">passed, warning, failed. A failed one keeps the installation from beginning.</param>
/// <param name="Found">What there is, in words.</param>
/// <param name="Reason">Why it is not as it should be; null where it passed.</param>
/// <param name="Remedy">What helps; null where it passed.</param>
public sealed record SetupCheck(string Id, string Title, string State, string Found, string? Reason = null, string? Remedy = null)
{
    public const string Passed = "passed", Warning = "warning", Failed = "failed";
}
