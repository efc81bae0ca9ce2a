namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>How a writer stands.</summary>
/// <param name="Failure">HRESULT that it failed with; 0 where it did not.</param>
public sealed record WriterStatus(Guid Instance, Guid Writer, string Name, WriterState State, int Failure)
{
    public bool HasFailed => State >= WriterState.FailedAtIdentify || Failure < 0;
}
