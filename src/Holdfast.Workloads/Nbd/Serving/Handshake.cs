using System.Buffers.Binary;
using System.Text;

namespace Holdfast.Workloads.Nbd.Serving;

/// <summary>The options of one connection, up to the choice of the export. Nothing is read ahead, so that nothing that came before TLS counts afterwards.</summary>
internal sealed class Handshake(NbdServer server, Stream connection, Deadline deadline)
{
    private static readonly byte[] allocation = Encoding.ASCII.GetBytes(NbdProtocol.AllocationContext);
    private readonly byte[] header = new byte[NbdProtocol.OptionLength];
    private Stream stream = connection;
    private Agreed agreed = new();
    private bool noZeroes;
    private int wrongNames;

    /// <summary>The stream over TLS; null where it was not asked for. Whoever had the handshake done disposes it.</summary>
    public Stream? Secured { get; private set; }

    private bool NeedsTls => server.StartTls is not null && Secured is null;

    /// <exception cref="NbdEnded">No export was chosen.</exception>
    public async Task<Agreed> Run()
    {
        try
        {
            await Greet();
            for (var count = 0; count < NbdServerLimits.MostOptions; count++)
            {
                var (option, data) = await Next();
                if (data is null) await Answer(option, NbdOptionReply.ErrorTooBig);
                else if (await Take(option, data)) return agreed;
            }
            throw new NbdEnded(NbdEnd.Violation);
        }
        catch
        {
            if (Secured is not null) await Secured.DisposeAsync();
            throw;
        }
    }

    private async Task Greet()
    {
        var greeting = new byte[18];
        BinaryPrimitives.WriteUInt64BigEndian(greeting, NbdProtocol.Greeting);
        BinaryPrimitives.WriteUInt64BigEndian(greeting.AsSpan(8), NbdProtocol.OptionGreeting);
        BinaryPrimitives.WriteUInt16BigEndian(greeting.AsSpan(16), NbdProtocol.FixedNewstyle | NbdProtocol.NoZeroes);
        await stream.WriteAsync(greeting, deadline.Token);
        await stream.ReadExactlyAsync(header.AsMemory(0, 4), deadline.Token);
        var flags = BinaryPrimitives.ReadUInt32BigEndian(header);
        if ((flags & ~(uint)(NbdProtocol.FixedNewstyle | NbdProtocol.NoZeroes)) != 0) throw new NbdEnded(NbdEnd.Violation);
        noZeroes = (flags & NbdProtocol.NoZeroes) != 0;
    }

    /// <returns>Null data: it was too long, and was passed over.</returns>
    private async Task<(NbdOption Option, byte[]? Data)> Next()
    {
        await stream.ReadExactlyAsync(header, deadline.Token);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(12));
        if (BinaryPrimitives.ReadUInt64BigEndian(header) != NbdProtocol.OptionGreeting || length > NbdServerLimits.LongestSkipped) throw new NbdEnded(NbdEnd.Violation);
        var option = (NbdOption)BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(8));
        var data = new byte[length];
        await stream.ReadExactlyAsync(data, deadline.Token);
        return (option, length > NbdServerLimits.LongestOption ? null : data);
    }

    /// <returns>True: the export was chosen.</returns>
    private async Task<bool> Take(NbdOption option, byte[] data)
    {
        if (option == NbdOption.Abort)
        {
            await Answer(option, NbdOptionReply.Ack);
            throw new NbdEnded(NbdEnd.Finished);
        }
        if (option == NbdOption.ExportName) return await ChooseByName(data);
        if (option == NbdOption.StartTls) return await Secure(data);
        if (NeedsTls) return await Answer(option, NbdOptionReply.ErrorTlsRequired);
        switch (option)
        {
            case NbdOption.Info or NbdOption.Go:
                return await Inform(option, data);
            case NbdOption.List:
                // Names are known to those to whom they were given: there is nothing to list.
                return await Answer(option, data.Length == 0 ? NbdOptionReply.Ack : NbdOptionReply.ErrorInvalid);
            case NbdOption.StructuredReply:
                if (data.Length > 0) return await Answer(option, NbdOptionReply.ErrorInvalid);
                agreed.Structured = true;
                return await Answer(option, NbdOptionReply.Ack);
            case NbdOption.ListMetaContext or NbdOption.SetMetaContext:
                return await Contexts(option, data);
            default:
                return await Answer(option, NbdOptionReply.ErrorUnsupported);
        }
    }

    private async Task<bool> Secure(byte[] data)
    {
        if (server.StartTls is null) return await Answer(NbdOption.StartTls, NbdOptionReply.ErrorPolicy);
        if (Secured is not null || data.Length > 0) return await Answer(NbdOption.StartTls, NbdOptionReply.ErrorInvalid);
        await Answer(NbdOption.StartTls, NbdOptionReply.Ack);
        Secured = await server.StartTls(stream, deadline.Token);
        (stream, agreed) = (Secured, new Agreed()); // what was agreed in the open does not count
        return false;
    }

    /// <summary>The old way to choose: there is no answer to a wrong name but the end.</summary>
    private async Task<bool> ChooseByName(byte[] name)
    {
        if (NeedsTls || !server.Export.IsNamed(name)) throw new NbdEnded(NbdEnd.Refused);
        var answer = new byte[noZeroes ? 10 : 134];
        WriteExport(answer);
        await stream.WriteAsync(answer, deadline.Token);
        return true;
    }

    private async Task<bool> Inform(NbdOption option, byte[] data)
    {
        if (!TryParse(data, out var isKnown, out var wanted)) return await Answer(option, NbdOptionReply.ErrorInvalid);
        if (!isKnown) return await Unknown(option);
        var export = new byte[12];
        WriteExport(export.AsSpan(2));
        await Answer(option, NbdOptionReply.Info, export);
        if (wanted.Contains(NbdInfo.BlockSize)) await Answer(option, NbdOptionReply.Info, BlockSizes());
        if (wanted.Contains(NbdInfo.Description)) await Answer(option, NbdOptionReply.Info, [0, (byte)NbdInfo.Description, .. Encoding.UTF8.GetBytes(server.Export.Description)]);
        await Answer(option, NbdOptionReply.Ack);
        return option == NbdOption.Go;
    }

    private bool TryParse(byte[] data, out bool isKnown, out HashSet<NbdInfo> wanted)
    {
        wanted = [];
        isKnown = false;
        var rest = new OptionData(data);
        if (!rest.TryText(out var name) || !rest.TryShort(out var count)) return false;
        for (var i = 0; i < count; i++)
        {
            if (!rest.TryShort(out var info)) return false;
            wanted.Add((NbdInfo)info);
        }
        isKnown = server.Export.IsNamed(name);
        return rest.IsEmpty;
    }

    private async Task<bool> Contexts(NbdOption option, byte[] data)
    {
        if (!agreed.Structured || !TryParse(data, option, out var isKnown, out var matches)) return await Answer(option, NbdOptionReply.ErrorInvalid);
        if (!isKnown) return await Unknown(option);
        if (option == NbdOption.SetMetaContext) agreed.Allocation = matches;
        var id = option == NbdOption.SetMetaContext ? (byte)Agreed.AllocationId : (byte)0;
        if (matches) await Answer(option, NbdOptionReply.MetaContext, [0, 0, 0, id, .. allocation]);
        return await Answer(option, NbdOptionReply.Ack);
    }

    /// <param name="matches">Whether the one context that there is was asked for.</param>
    private bool TryParse(byte[] data, NbdOption option, out bool isKnown, out bool matches)
    {
        (isKnown, matches) = (false, false);
        var rest = new OptionData(data);
        if (!rest.TryText(out var name) || !rest.TryNumber(out var count)) return false;
        var isList = option == NbdOption.ListMetaContext;
        for (uint i = 0; i < count; i++)
        {
            if (!rest.TryText(out var query)) return false;
            matches |= query.SequenceEqual(allocation) || (isList && query.SequenceEqual("base:"u8));
        }
        matches |= isList && count == 0;
        isKnown = server.Export.IsNamed(name);
        return rest.IsEmpty;
    }

    private async Task<bool> Unknown(NbdOption option)
    {
        await Answer(option, NbdOptionReply.ErrorUnknown);
        return ++wrongNames < NbdServerLimits.MostWrongNames ? false : throw new NbdEnded(NbdEnd.Refused);
    }

    private void WriteExport(Span<byte> answer)
    {
        var flags = NbdTransmission.HasFlags | NbdTransmission.ReadOnly | NbdTransmission.SendFlush | NbdTransmission.CanMultiConnect | NbdTransmission.SendCache;
        if (agreed.Structured) flags |= NbdTransmission.SendDontFragment;
        BinaryPrimitives.WriteInt64BigEndian(answer, server.Export.Disk.Length);
        BinaryPrimitives.WriteUInt16BigEndian(answer[8..], (ushort)flags);
    }

    private static byte[] BlockSizes()
    {
        var sizes = new byte[14];
        BinaryPrimitives.WriteUInt16BigEndian(sizes, (ushort)NbdInfo.BlockSize);
        BinaryPrimitives.WriteUInt32BigEndian(sizes.AsSpan(2), 1);
        BinaryPrimitives.WriteUInt32BigEndian(sizes.AsSpan(6), 64 << 10);
        BinaryPrimitives.WriteUInt32BigEndian(sizes.AsSpan(10), NbdServerLimits.LongestRead);
        return sizes;
    }

    /// <returns>False: the options go on.</returns>
    private async Task<bool> Answer(NbdOption option, NbdOptionReply reply, byte[]? data = null)
    {
        var answer = new byte[NbdProtocol.OptionReplyLength + (data?.Length ?? 0)];
        BinaryPrimitives.WriteUInt64BigEndian(answer, NbdProtocol.OptionReplyMagic);
        BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(8), (uint)option);
        BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(12), (uint)reply);
        BinaryPrimitives.WriteInt32BigEndian(answer.AsSpan(16), data?.Length ?? 0);
        data?.CopyTo(answer, NbdProtocol.OptionReplyLength);
        await stream.WriteAsync(answer, deadline.Token);
        return false;
    }
}
