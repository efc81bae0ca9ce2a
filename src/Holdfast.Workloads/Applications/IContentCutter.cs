namespace Holdfast.Workloads.Applications;


/// <summary>Says where chunks of a file end. Sees every byte of the file once, in order, and may keep state.</summary>
public interface IContentCutter
{
    /// <summary>Length of the next chunk at the front of <paramref name="data"/>, at most <see cref="LongestChunk"/>; 0: more data is needed. With
    /// <paramref name="last"/> no more will come, and the answer is above 0 while there is data.</summary>
    int Next(ReadOnlySpan<byte> data, bool last);

    const int LongestChunk = 4 << 20;
}
