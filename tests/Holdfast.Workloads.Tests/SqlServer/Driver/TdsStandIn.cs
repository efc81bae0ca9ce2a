using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Holdfast.Workloads.Tests.SqlServer.Driver;

/// <summary>Speaks as much of the protocol of SQL Server (MS-TDS) as a client needs to sign in, send statements, and give one up. Unencrypted; one connection after the other.</summary>
internal sealed class TdsStandIn : IDisposable
{
    private const byte Batch = 1, Call = 3, Answer = 4, Attention = 6, SignIn = 0x10, BeforeSignIn = 0x12;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Thread _thread;
    private readonly Func<string, byte[]?> _answer;

    /// <param name="answer">Tokens for a statement; null: it takes forever.</param>
    public TdsStandIn(Func<string, byte[]?> answer)
    {
        _answer = answer;
        _listener.Start();
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<string> Statements { get; } = [];

    public ManualResetEventSlim Started { get; } = new();

    public int Attentions { get; private set; }

    /// <summary>Refuses whoever signs in.</summary>
    public bool RefuseSignIn { get; init; }

    public static byte[] Done(ushort status = 0) => [0xFD, .. BitConverter.GetBytes(status), 0, 0, .. new byte[8]];

    public static byte[] Message(byte token, int number, byte severity, string text)
    {
        byte[] body = [.. BitConverter.GetBytes(number), 1, severity, .. BitConverter.GetBytes((ushort)text.Length), .. Encoding.Unicode.GetBytes(text), 0, 0, .. BitConverter.GetBytes(1)];
        return [token, .. BitConverter.GetBytes((ushort)body.Length), .. body];
    }

    public static byte[] Info(int number, string text) => Message(0xAB, number, 0, text);

    public static byte[] Error(int number, string text) => Message(0xAA, number, 16, text);

    /// <summary>One row of an nvarchar, an int, a uniqueidentifier, and a datetime.</summary>
    public static byte[] Row(string text, int number, Guid id, DateTime time)
    {
        static byte[] Column(byte[] type, string name) => [0, 0, 0, 0, 1, 0, .. type, (byte)name.Length, .. Encoding.Unicode.GetBytes(name)];
        var ticks = (uint)Math.Round(time.TimeOfDay.TotalSeconds * 300);
        return
        [
            0x81, 4, 0, .. Column([0xE7, 0, 1, 0x09, 0x04, 0xD0, 0, 0x34], "text"), .. Column([0x26, 4], "number"), .. Column([0x24, 16], "id"), .. Column([0x6F, 8], "time"),
            0xD1, .. BitConverter.GetBytes((ushort)(text.Length * 2)), .. Encoding.Unicode.GetBytes(text), 4, .. BitConverter.GetBytes(number), 16, .. id.ToByteArray(),
            8, .. BitConverter.GetBytes((time.Date - new DateTime(1900, 1, 1)).Days), .. BitConverter.GetBytes(ticks),
        ];
    }

    public void Dispose()
    {
        _listener.Stop();
        _thread.Join();
    }

    private void Run()
    {
        try
        {
            while (true)
            {
                using var client = _listener.AcceptTcpClient();
                Serve(client.GetStream());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or InvalidOperationException or ObjectDisposedException)
        {
            // The listener was.
        }
    }

    private void Serve(NetworkStream stream)
    {
        try
        {
            while (Receive(stream) is { } message)
            {
                switch (message.Type)
                {
                    case BeforeSignIn:
                        Send(stream, [0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xFF, 16, 0, 0x0F, 0xC3, 0, 0, 2]);
                        break;
                    case SignIn when RefuseSignIn:
                        Send(stream, [.. Error(18456, "Login failed for user 'sa'."), .. Done(2)]);
                        break;
                    case SignIn:
                        var name = Encoding.Unicode.GetBytes("Microsoft SQL Server");
                        byte[] acknowledged = [1, 0x74, 0, 0, 4, 20, .. name, 16, 0, 0x0F, 0xC3];
                        Send(stream, [0xE3, 8, 0, 7, 5, 0x09, 0x04, 0xD0, 0, 0x34, 0, 0xAD, .. BitConverter.GetBytes((ushort)acknowledged.Length), .. acknowledged, .. Done()]);
                        break;
                    case Batch or Call:
                        var text = Encoding.Unicode.GetString(message.Body.AsSpan(message.Type == Batch ? BinaryPrimitives.ReadInt32LittleEndian(message.Body) : 0));
                        Statements.Enqueue(text);
                        if (_answer(message.Type == Batch ? text : Encoding.Unicode.GetString(message.Body, message.Body.Length % 2, message.Body.Length / 2 * 2)) is { } tokens) Send(stream, tokens);
                        Started.Set();
                        break;
                    case Attention:
                        Attentions++;
                        Send(stream, Done(0x20));
                        break;
                }
            }
        }
        catch (IOException)
        {
            // The client has gone.
        }
    }

    private static (byte Type, byte[] Body)? Receive(NetworkStream stream)
    {
        var header = new byte[8];
        var body = new MemoryStream();
        while (true)
        {
            if (stream.ReadAtLeast(header, 8, throwOnEndOfStream: false) < 8) return null;
            var part = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - 8];
            stream.ReadExactly(part);
            body.Write(part);
            if ((header[1] & 1) != 0) return (header[0], body.ToArray());
        }
    }

    private static void Send(NetworkStream stream, byte[] tokens)
    {
        var packet = new byte[8 + tokens.Length];
        packet[0] = Answer;
        packet[1] = 1;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        packet[6] = 1;
        tokens.CopyTo(packet, 8);
        stream.Write(packet);
    }
}
