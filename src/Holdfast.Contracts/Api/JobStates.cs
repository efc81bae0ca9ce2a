namespace Holdfast.Contracts.Api;

/// <summary>States of a job as the API writes them. Strings, so that an older client can show what a newer server says.</summary>
public static class JobStates
{
    public const string Queued = "queued", Running = "running", Succeeded = "succeeded", SucceededWithWarnings = "succeededWithWarnings",
        Failed = "failed", Cancelled = "cancelled";

    public static bool IsEnd(string state) => state is Succeeded or SucceededWithWarnings or Failed or Cancelled;
}
