namespace Holdfast.Workloads.Applications;


/// <summary>Takes how far a run is. Thread-safe.</summary>
public interface IWorkloadProgress
{
    /// <summary>A few words, such as "replaying the log".</summary>
    void Phase(string phase);

    /// <summary>Bytes that will be read, where the application tells.</summary>
    void Expect(long bytes);

    void Read(long bytes);
}
