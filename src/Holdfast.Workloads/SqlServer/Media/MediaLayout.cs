using System.Buffers.Binary;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>Knows which block may follow which, and what to do with blocks and streams: TAPE SFMB, then each set as SSET VOLB MSCI [MSDA]… MSTL… MSLS SFMB ESET ESET SFMB.</summary>
internal sealed class MediaLayout(ICutMarks? marks)
{
    private const int FamiliesAt = 20;
    private const int FamilyAt = 24;

    private readonly List<SqlBackupSet> sets = [];
    private readonly StreamContent content = new(marks);
    private TapeHeader? tape;
    private OpenSet? set;
    private uint last;
    private int families = 1;
    private int family = 1;
    private int filesListed;

    /// <summary>All sets are complete, and the mark behind the last one has come.</summary>
    public bool MayEnd => set is null && sets.Count > 0 && (last == Tags.Filemark || last == Tags.MediumEnd);

    /// <summary>What must come next, in words.</summary>
    public string Next => tape is null ? "block TAPE" : set is not null ? $"the end of the backup set that begins at byte {set.Offset}"
        : sets.Count == 0 ? "a backup set" : "the mark that ends a backup set";

    /// <summary>Checks the order before the rest of the block is read.</summary>
    public void BeginBlock(uint tag, long offset)
    {
        var fits = tag == Tags.Tape ? tape is null
            : tape is not null && (tag == Tags.Filemark || tag == Tags.MediumEnd
                || (tag == Tags.SetStart ? set is null && (sets.Count == 0 || MayEnd) : tag == Tags.SetEnd ? set is not null || sets.Count > 0 : set is not null));
        if (!fits)
        {
            throw new MalformedFileException(offset, Next, $"block {Tags.Text(tag)}");
        }

        last = tag;
    }

    /// <param name="block">The block up to its first stream.</param>
    public void Block(uint tag, ReadOnlySpan<byte> block, long offset)
    {
        if (tag == Tags.Tape)
        {
            tape = TapeHeader.Read(block);
            if (!tape.IsSqlServer)
            {
                throw new MalformedFileException(offset, "a backup of SQL Server", "Microsoft Tape Format of another program");
            }
        }
        else if (tag == Tags.SetStart)
        {
            if (sets.Count == MediaLimits.Sets)
            {
                throw new MalformedFileException(offset, $"at most {MediaLimits.Sets} backup sets", "another one");
            }

            set = new OpenSet(sets.Count + 1, offset, SetHeader.Read(block), tape!.HasPassword, marks);
        }
        else if (tag == Tags.SetEnd && set is not null)
        {
            filesListed += set.FilesListed;
            sets.Add(set.Close());
            set = null;
        }
    }

    public void BeginStream(StreamHeader stream, long offset) => content.Begin(stream, set, offset);

    public void Content(ReadOnlySpan<byte> bytes, long offset) => content.Push(bytes, offset);

    public void EndStream(long offset)
    {
        var kept = content.End(offset);
        if (content.Tag == Tags.StripeStream && tape is not null && kept.Length >= FamilyAt + 2)
        {
            families = Math.Max((ushort)1, BinaryPrimitives.ReadUInt16LittleEndian(kept[FamiliesAt..]));
            family = Math.Max((ushort)1, BinaryPrimitives.ReadUInt16LittleEndian(kept[FamilyAt..]));
        }
        else if (content.Tag == Tags.ConfigurationStream && set is not null)
        {
            var configuration = ConfigurationReader.Read(kept, MediaLimits.Files - filesListed);
            if (last == Tags.Configuration)
            {
                set.Open(configuration);
            }
            else if (!set.Conclude(configuration))
            {
                throw new MalformedFileException(offset - kept.Length, "the configuration that the set began with", "another one");
            }
        }
    }

    public MediaReport Report(long length) => new(MediaForm.Plain, tape?.Software, families, family, set is null ? [.. sets] : [.. sets, set.Close()], length);
}
