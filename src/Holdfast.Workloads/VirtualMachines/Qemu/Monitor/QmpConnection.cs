using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

/// <summary>Talks to QEMU's monitor (QMP): one command at a time. Events are passed over: what they tell is asked for where it is needed. One thread.</summary>
internal sealed class QmpConnection : IDisposable
{
    private const string Negotiation = "qmp_capabilities";

    /// <summary>Events that may come between a command and its answer.</summary>
    private const int MostEvents = 100_000;

    private static readonly TimeSpan LongestCommand = TimeSpan.FromMinutes(2), Step = TimeSpan.FromMilliseconds(10);

    private readonly JsonLines lines;
    private readonly UnixConnection? connection;
    private int number;

    /// <param name="first">Number before that of the first command.</param>
    private QmpConnection(JsonLines lines, UnixConnection? connection, int first)
    {
        (this.lines, this.connection, number) = (lines, connection, first);
        var greeting = lines.Read();
        if (!greeting.TryGetProperty("QMP", out var hello) || hello.ValueKind != JsonValueKind.Object) throw new QemuException("", "What answers is no QMP monitor of QEMU.");
        Version = ReadVersion(hello);
        Execute(Negotiation);
        if (connection is not null) connection.Wait = LongestCommand;
    }

    /// <summary>Of QEMU, such as 7.2.22.</summary>
    public Version Version { get; }

    /// <summary>The process that has the machine; null where that cannot be told.</summary>
    public (int Process, uint User, uint Group)? Peer => connection?.Peer();

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotReachable"/>: nobody answers, or somebody else talks to the monitor.</exception>
    public static QmpConnection Open(string path, CancellationToken cancellation)
    {
        var connection = UnixConnection.Open(path, "QEMU's monitor", cancellation);
        try
        {
            return new QmpConnection(new JsonLines(connection.Stream), connection, Random.Shared.Next(1 << 30));
        }
        catch (QemuException error)
        {
            connection.Dispose();
            throw new WorkloadException(WorkloadFault.NotReachable, $"QEMU's monitor does not answer at {path}: {error.Message}",
                "A monitor talks to one program at a time: give this program a socket of its own (-qmp unix:PATH,server=on,wait=off). A machine of libvirt is protected by its address libvirt:///system/NAME.", error);
        }
    }

    /// <param name="stream">A conversation from its greeting on; closed with this.</param>
    internal static QmpConnection Open(Stream stream) => new(new JsonLines(stream), null, 0);

    /// <summary>Carries out a command.</summary>
    /// <returns>What it returns.</returns>
    /// <exception cref="QemuException">QEMU refused it, or the connection ended.</exception>
    public JsonElement Execute(string command, JsonObject? arguments = null)
    {
        var id = ++number;
        var message = new JsonObject { ["execute"] = command, ["id"] = id };
        if (arguments is not null) message["arguments"] = arguments;
        lines.Write(message);
        for (var events = 0; events < MostEvents; events++)
        {
            var answer = lines.Read();
            if (answer.TryGetProperty("event", out _) || IsOfBefore(answer, command, id)) continue;
            if (answer.TryGetProperty("error", out var error)) throw new QemuException(error.Text("class") ?? "", $"QEMU refused {command}: {error.Text("desc")}");
            if (!answer.TryGetProperty("return", out var result) || !answer.TryGetProperty("id", out _)) throw new QemuException("", $"QEMU answers something else than it was asked ({command}).");
            return result;
        }
        throw new QemuException("", $"QEMU does not answer {command}.");
    }

    /// <summary>The same, and null where the program does not have the command.</summary>
    public JsonElement? TryExecute(string command, JsonObject? arguments = null)
    {
        try
        {
            return Execute(command, arguments);
        }
        catch (QemuException error) when (error.Kind is "CommandNotFound" or "GenericError" or "DeviceNotFound")
        {
            return null;
        }
    }

    /// <summary>Asks until it is so.</summary>
    /// <param name="what">What is waited for, for messages.</param>
    public static void WaitUntil(Func<bool> isSo, string what, TimeProvider clock, TimeSpan limit)
    {
        var began = clock.GetTimestamp();
        while (!isSo())
        {
            if (clock.GetElapsedTime(began) > limit) throw new QemuException("", $"QEMU does not finish: {what}.");
            Thread.Sleep(Step);
        }
    }

    public void Dispose() => lines.Dispose();

    /// <summary>
    /// QEMU greets twice where a program connects while the monitor is being set up, or where one connected before it and went; and that one's last answer may come to us. Numbers of commands begin anywhere,
    /// so that such an answer is not taken for ours.
    /// </summary>
    private static bool IsOfBefore(JsonElement answer, string command, int id) =>
        answer.TryGetProperty("id", out var answered) ? answered.ValueKind != JsonValueKind.Number || !answered.TryGetInt32(out var which) || which != id
            : command == Negotiation && answer.TryGetProperty("QMP", out _);

    private static Version ReadVersion(JsonElement hello)
    {
        if (!hello.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Object || !version.TryGetProperty("qemu", out var qemu) || qemu.ValueKind != JsonValueKind.Object) return new Version(0, 0);
        int Part(string name) => qemu.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Number && part.TryGetInt32(out var value) && value >= 0 ? value : 0;
        return new Version(Part("major"), Part("minor"), Part("micro"));
    }
}
