namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>Something that the service does meanwhile: IVssAsync.</summary>
public interface IShadowCopyStep : IDisposable
{
    /// <summary>Returns when it is over, or earlier.</summary>
    void Wait(TimeSpan time);

    /// <summary>VSS_S_ASYNC_PENDING, VSS_S_ASYNC_FINISHED, VSS_S_ASYNC_CANCELLED, or what it failed with.</summary>
    int Status();

    void Cancel();
}
