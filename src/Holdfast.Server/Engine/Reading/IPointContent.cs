namespace Holdfast.Server.Engine.Reading;

/// <summary>The content of one file of a recovery point. Every byte that it gives was checked against the name of the chunk that holds it.</summary>
public interface IPointContent
{
    /// <summary>The file.</summary>
    BrowsedItem Item { get; }

    /// <summary>Reads from an offset on, at least one byte unless the file ends there. Not as much as fits, where the next piece would have to be cut.</summary>
    /// <returns>Bytes read; 0 at the end of the file.</returns>
    /// <exception cref="Holdfast.Contracts.Errors.HoldfastException">A piece is damaged or out of reach: nothing of it was given.</exception>
    int Read(long offset, Memory<byte> buffer, CancellationToken cancellation);
}
