namespace Holdfast.Format.Compression;

/// <summary>
/// The zstd parameters that code literals and hardly look for repetitions: an acceleration that skips a thousand bytes at a time, and literals
/// compressed nevertheless (negative levels would leave them raw).
/// </summary>
internal static class LiteralsOnly
{
    public const int Level = -1000;

    /// <summary>ZSTD_c_literalCompressionMode. Its number is the same in all releases from 1.3.8; a library that refuses it compresses nothing at this level,
    /// so that the level is not chosen.</summary>
    public const int ModeParameter = 1002, ModeOn = 1;
}
