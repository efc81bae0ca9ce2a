namespace Holdfast.Agent.Applications;

/// <summary>Consecutive pieces of a file: cut, to be named, compressed and handed over by a worker.</summary>
/// <param name="Number">Its place among the parts of the file.</param>
/// <param name="Buffer">Rented from the shared pool; null where all pieces are known. The worker gives it back.</param>
internal sealed record AssembledPart(AssembledFile File, int Number, byte[]? Buffer, List<AssembledPiece> Pieces);
