namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>What a database's header says of it.</summary>
/// <param name="Version">Of the format, such as 0x620.</param>
/// <param name="Revision">Changes of the format that older engines can live with.</param>
/// <param name="PageLength">Bytes.</param>
/// <param name="Database">Its signature.</param>
/// <param name="Log">Signature of its logs.</param>
/// <param name="Consistent">Up to where in the logs it is consistent; not set while it is in use.</param>
/// <param name="FirstRequired">First log generation that a replay needs; 0: none.</param>
/// <param name="LastRequired">Last one without which it cannot be made consistent.</param>
/// <param name="LastCommitted">Last one that may hold what was acknowledged; 0 where the format does not know it.</param>
public sealed record EseHeader(
    uint Version, uint Revision, int PageLength, EseState State, EseSignature Database, EseSignature Log, EseLogPosition Consistent, EseTime ConsistentTime, EseTime AttachTime, EseTime LastFullBackup,
    int FirstRequired, int LastRequired, int LastCommitted)
{
    internal const uint Magic = 0x89ABCDEF;

    private const int MagicField = 4, DefaultPageLength = 4096;

    /// <summary>Logs must be replayed before it can be used.</summary>
    public bool NeedsLogs => State is not (EseState.Clean or EseState.JustCreated);

    internal static bool HasMagic(ReadOnlySpan<byte> header) => header.Length >= EseFields.Length && new EseFields(header).Word(MagicField) == Magic;

    /// <param name="header">From its first byte on; the checksum is not looked at.</param>
    /// <returns>Null where it is none, or names a page length that there is not.</returns>
    internal static EseHeader? Read(ReadOnlySpan<byte> header)
    {
        if (!HasMagic(header)) return null;
        var fields = new EseFields(header);
        var length = fields.Word(236) is > 0 and var stored ? stored : DefaultPageLength;
        if (!EsePage.IsLength(length)) return null;
        var state = fields.Word(52) is var number && number <= (uint)EseState.Reverting ? (EseState)number : EseState.Unknown;
        return new EseHeader(
            fields.Word(8), fields.Word(232), (int)length, state, fields.Signature(24), fields.Signature(108), fields.Position(56), fields.Time(64), fields.Time(72), fields.Time(144),
            fields.Number(296), fields.Number(300), fields.Number(416));
    }
}
