using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

/// <summary>The QEMU guest agent: asks the guest to write out its file systems and to hold still.</summary>
internal sealed class GuestAgent : IDisposable
{
    private static readonly TimeSpan LongestFreeze = TimeSpan.FromSeconds(60), LongestThaw = TimeSpan.FromSeconds(30);

    private readonly UnixConnection connection;
    private readonly JsonLines lines;

    private GuestAgent(UnixConnection connection) => (this.connection, lines) = (connection, new JsonLines(connection.Stream));

    /// <exception cref="Applications.WorkloadException"><see cref="Applications.WorkloadFault.NotReachable"/>.</exception>
    /// <exception cref="QemuException">The agent does not answer: it does not run in the guest.</exception>
    public static GuestAgent Open(string path, CancellationToken cancellation)
    {
        var agent = new GuestAgent(UnixConnection.Open(path, "The guest agent", cancellation));
        try
        {
            agent.Synchronize();
            return agent;
        }
        catch
        {
            agent.Dispose();
            throw;
        }
    }

    /// <returns>File systems that hold still.</returns>
    public long Freeze()
    {
        connection.Wait = LongestFreeze;
        return Execute("guest-fsfreeze-freeze");
    }

    /// <returns>File systems that go on.</returns>
    public long Thaw()
    {
        connection.Wait = LongestThaw;
        return Execute("guest-fsfreeze-thaw");
    }

    public void Dispose() => lines.Dispose();

    /// <summary>What an earlier client left in the channel is passed over: the byte 255 ends any half command, and the number tells our answer.</summary>
    private void Synchronize()
    {
        var number = RandomNumberGenerator.GetInt32(int.MaxValue);
        lines.Write([0xFF]);
        lines.Write(new JsonObject { ["execute"] = "guest-sync-delimited", ["arguments"] = new JsonObject { ["id"] = number } });
        for (var passed = 0; passed < 100; passed++)
            if (lines.Read().Number("return") == number) return;
        throw new QemuException("", "The guest agent answers something else than it was asked.");
    }

    private long Execute(string command)
    {
        lines.Write(new JsonObject { ["execute"] = command });
        var answer = lines.Read();
        return answer.Number("return") ?? throw new QemuException(answer.Field("error")?.Text("class") ?? "", $"The guest agent refused {command}: {answer.Field("error")?.Text("desc") ?? "no answer"}");
    }
}
