namespace Holdfast.Workloads.Applications;


/// <summary>Takes one uploaded object; calls come one after the other.</summary>
public interface IObjectReceiver
{
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>All has come. What the application does after that (truncating its log) must be safe when this returns.</summary>
    void Complete();

    /// <summary>It will not come: aborted, or the bucket was closed before.</summary>
    void Abort();
}
