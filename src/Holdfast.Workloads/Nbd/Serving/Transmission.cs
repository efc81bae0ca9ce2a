using System.Runtime.ExceptionServices;

namespace Holdfast.Workloads.Nbd.Serving;

/// <summary>The requests of one connection: several are worked on at a time, and answered in the order in which they are done.</summary>
internal sealed class Transmission(NbdServer server, Stream stream, Agreed agreed, ReplyWriter replies, Deadline deadline)
{
    private readonly SemaphoreSlim places = new(NbdServerLimits.MostInFlight);
    private readonly byte[] header = new byte[NbdProtocol.RequestLength];
    private ExceptionDispatchInfo? failure;

    /// <summary>Until the client has had enough.</summary>
    /// <exception cref="NbdEnded">It ended otherwise.</exception>
    public async Task Run()
    {
        ExceptionDispatchInfo? ended = null;
        try
        {
            await Take();
        }
        catch (Exception reason)
        {
            ended = ExceptionDispatchInfo.Capture(reason);
        }
        // What is under way uses this connection until it is done; it is over soon where the connection is.
        for (var i = 0; i < NbdServerLimits.MostInFlight; i++) await places.WaitAsync(CancellationToken.None);
        places.Dispose();
        replies.Dispose();
        (failure ?? ended)?.Throw(); // what an answer failed by says more than that no further request came
    }

    private async Task Take()
    {
        while (await Next() is { } request)
        {
            server.NoteActivity();
            if (request.Command == NbdCommand.Write) await Discard(request.Length);
            await places.WaitAsync(replies.Token);
            _ = Work(request);
        }
    }

    /// <returns>Null: the client says good-bye.</returns>
    private async Task<NbdRequest?> Next()
    {
        deadline.Set(server.Limits.Idle);
        await stream.ReadExactlyAsync(header, deadline.Token);
        deadline.Clear();
        var request = NbdRequest.Read(header) ?? throw new NbdEnded(NbdEnd.Violation);
        return request.Command == NbdCommand.Disconnect ? null : request;
    }

    /// <summary>Passes over the data of a write, which is refused.</summary>
    private async Task Discard(uint length)
    {
        if (length > NbdServerLimits.LongestRead) throw new NbdEnded(NbdEnd.Violation);
        var passed = new byte[Math.Min(length, NbdServerLimits.LongestPiece)];
        for (var left = (int)length; left > 0;)
        {
            deadline.Set(server.Limits.Progress);
            var read = await stream.ReadAsync(passed.AsMemory(0, Math.Min(left, passed.Length)), deadline.Token);
            if (read == 0) throw new EndOfStreamException();
            left -= read;
        }
        deadline.Clear();
    }

    private async Task Work(NbdRequest request)
    {
        try
        {
            await Answer(request);
        }
        catch (Exception reason)
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(reason), null);
            deadline.End(); // nothing more is taken from this client
        }
        finally
        {
            places.Release();
        }
    }

    private Task Answer(NbdRequest request)
    {
        var length = server.Export.Disk.Length;
        return request.Command switch
        {
            NbdCommand.Read when !request.IsWithin(length) || request.Length > NbdServerLimits.LongestRead => Refuse(request, NbdErrorNumber.Invalid),
            NbdCommand.Read => Read(request),
            NbdCommand.Write or NbdCommand.Trim or NbdCommand.WriteZeroes => Refuse(request, NbdErrorNumber.NotPermitted),
            NbdCommand.Flush when request is { Flags: NbdCommandFlags.None, Offset: 0, Length: 0 } => replies.Simple(request.Cookie, NbdErrorNumber.None),
            NbdCommand.Cache when request.Flags == NbdCommandFlags.None && request.IsWithin(length) => replies.Simple(request.Cookie, NbdErrorNumber.None),
            NbdCommand.BlockStatus when agreed.Allocation && (request.Flags & ~NbdCommandFlags.OneExtent) == 0 && request.IsWithin(length) => Status(request),
            _ => Refuse(request, NbdErrorNumber.Invalid),
        };
    }

    private Task Read(NbdRequest request)
    {
        var whole = request.Flags == NbdCommandFlags.DontFragment && agreed.Structured;
        if (!whole && request.Flags != NbdCommandFlags.None) return Refuse(request, NbdErrorNumber.Invalid);
        if (whole && request.Length > NbdServerLimits.LongestPiece) return Refuse(request, NbdErrorNumber.Overflow);
        var answer = new ReadAnswer(server, replies, request);
        return agreed.Structured ? answer.Structured(whole) : answer.Simple();
    }

    private async Task Status(NbdRequest request)
    {
        try
        {
            await replies.Send(await server.OnDisk(() => ReadAnswer.Guarded(() => StatusAnswer.Of(server.Export.Disk, request)), replies.Token));
        }
        catch (DiskFailure)
        {
            await replies.Error(request.Cookie, NbdErrorNumber.InputOutput);
        }
    }

    // An answer to a read or to block status must be structured where that was agreed on.
    private Task Refuse(NbdRequest request, NbdErrorNumber error) =>
        agreed.Structured && request.Command is (NbdCommand.Read or NbdCommand.BlockStatus) ? replies.Error(request.Cookie, error) : replies.Simple(request.Cookie, error);
}
