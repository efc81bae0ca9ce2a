using System.Net.Sockets;
using System.Text;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.VirtualMachines.Support;

/// <summary>Stands in for a guest agent: answers what it is asked, and remembers whether the guest holds still.</summary>
internal sealed class AgentStandIn : IDisposable
{
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Task answering;

    public AgentStandIn(TempTree tree)
    {
        Path = tree["agent"];
        listener.Bind(new UnixDomainSocketEndPoint(Path));
        listener.Listen();
        answering = Task.Run(Answer);
    }

    public string Path { get; }

    public List<string> Asked { get; } = [];

    /// <summary>What freezing is answered with; null for one file system.</summary>
    public string? FreezeAnswer { get; set; }

    /// <summary>Thaws that fail before one does not.</summary>
    public int ThawsThatFail { get; set; }

    public void Dispose()
    {
        listener.Dispose();
        answering.Wait();
    }

    private void Answer()
    {
        while (true)
        {
            try
            {
                using var client = listener.Accept();
                using var stream = new NetworkStream(client);
                // Half an answer of before, which a client passes over.
                stream.Write("{\"return\": 77}\n"u8);
                using var reader = new StreamReader(stream, Encoding.Latin1);
                while (reader.ReadLine() is { } line) stream.Write(Encoding.UTF8.GetBytes(Reply(line) + "\n"));
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException)
            {
                if (!listener.IsBound || error is not IOException) return;
            }
        }
    }

    private string Reply(string line)
    {
        if (line.Contains("guest-sync-delimited", StringComparison.Ordinal)) return $"{{\"return\": {new string([.. line[(line.LastIndexOf(':') + 1)..].Where(char.IsAsciiDigit)])}}}";
        var command = line.Contains("freeze-freeze", StringComparison.Ordinal) ? "freeze" : "thaw";
        lock (Asked) Asked.Add(command);
        if (command == "freeze") return FreezeAnswer ?? "{\"return\": 1}";
        return ThawsThatFail-- > 0 ? "{\"error\": {\"class\": \"GenericError\", \"desc\": \"busy\"}}" : "{\"return\": 1}";
    }
}
