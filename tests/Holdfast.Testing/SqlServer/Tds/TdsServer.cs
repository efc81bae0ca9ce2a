using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Testing.SqlServer.Tds;

/// <summary>
/// Speaks as much of the protocol of SQL Server (MS-TDS) on a loopback port as a client needs to sign in, send statements, and give one up. With a certificate every connection is
/// encrypted; without one none is. A thread for each connection.
/// </summary>
public sealed class TdsServer : IDisposable
{
    private const byte Encrypted = 1, NotEncrypted = 2, MustEncrypt = 3;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, Thread> clients = new();
    private readonly Thread accepting;
    private readonly Func<TdsRequest, byte[]?> answer;
    private int attentions;

    /// <param name="answer">Tokens for a statement; null: it takes forever.</param>
    public TdsServer(Func<TdsRequest, byte[]?> answer)
    {
        this.answer = answer;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = new Thread(Accept) { IsBackground = true };
        accepting.Start();
    }

    public int Port { get; }

    public X509Certificate2? Certificate { get; init; }

    /// <summary>Who alone may sign in; null: everybody.</summary>
    public (string User, string Password)? Account { get; init; }

    public ConcurrentQueue<TdsRequest> Requests { get; } = [];

    /// <summary>What was sent, and neither understood nor refused as a server would: a test that sees one has failed.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    public ManualResetEventSlim Started { get; } = new();

    public int Attentions => attentions;

    /// <summary>Connections that were encrypted.</summary>
    public int EncryptedConnections { get; private set; }

    public void Dispose()
    {
        listener.Stop();
        accepting.Join();
        foreach (var (client, thread) in clients)
        {
            client.Close();
            thread.Join();
        }
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var client = listener.AcceptTcpClient();
                client.NoDelay = true;
                var thread = new Thread(() => Serve(client)) { IsBackground = true };
                clients[client] = thread;
                thread.Start();
            }
        }
        catch (Exception stopped) when (stopped is SocketException or InvalidOperationException or ObjectDisposedException)
        {
            // The listener was.
        }
    }

    private void Serve(TcpClient client)
    {
        try
        {
            using (client)
            {
                Stream stream = client.GetStream();
                while (TdsPackets.Receive(stream) is { } message)
                    if (message.Type == TdsPackets.BeforeSignIn) stream = Greet(stream, message.Body);
                    else Answer(stream, message.Type, message.Body);
            }
        }
        catch (Exception gone) when (gone is IOException or AuthenticationException or ObjectDisposedException)
        {
            // The client has gone, or does not want this certificate.
        }
    }

    /// <summary>Tells the version and whether to encrypt, and does so.</summary>
    private Stream Greet(Stream stream, byte[] wanted)
    {
        var encryption = Certificate is null ? NotEncrypted : Wanted(wanted) == Encrypted ? Encrypted : MustEncrypt;
        TdsPackets.Send(stream, TdsPackets.Answer, [0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xFF, 16, 0, 0x0F, 0xC3, 0, 0, encryption]);
        if (Certificate is null) return stream;
        var handshake = new HandshakeStream(stream);
        var secure = new SslStream(handshake);
        secure.AuthenticateAsServer(Certificate, clientCertificateRequired: false, SslProtocols.Tls12, checkCertificateRevocation: false);
        handshake.IsOver = true;
        EncryptedConnections++;
        return secure;
    }

    /// <summary>What the client says of encryption: the option with token 1.</summary>
    private static byte Wanted(byte[] options)
    {
        for (var at = 0; options[at] != 0xFF; at += 5)
            if (options[at] == 1) return options[(options[at + 1] << 8) | options[at + 2]];
        return NotEncrypted;
    }

    private void Answer(Stream stream, byte type, byte[] body)
    {
        switch (type)
        {
            case TdsPackets.SignIn:
                var who = TdsSignIn.Read(body);
                TdsPackets.Send(stream, TdsPackets.Answer, Account is { } account && account != (who.User, who.Password)
                    ? [.. TdsTokens.Error(18456, $"Login failed for user '{who.User}'."), .. TdsTokens.Done(TdsTokens.WithError)] : TdsTokens.Welcome());
                break;
            case TdsPackets.Batch or TdsPackets.Call:
                if (Tokens(type, body) is { } tokens) TdsPackets.Send(stream, TdsPackets.Answer, tokens);
                Started.Set();
                break;
            case TdsPackets.Attention:
                Interlocked.Increment(ref attentions);
                TdsPackets.Send(stream, TdsPackets.Answer, TdsTokens.Done(0x20));
                break;
            default:
                throw new IOException($"A message of type {type:X2} is not understood here.");
        }
    }

    private byte[]? Tokens(byte type, byte[] body)
    {
        try
        {
            var request = type == TdsPackets.Batch ? TdsCall.Batch(body) : TdsCall.Call(body);
            Requests.Enqueue(request);
            return answer(request);
        }
        catch (Exception fault)
        {
            // On this thread it would end the process; here the client hears of it, and the test.
            Faults.Enqueue(fault.ToString());
            return [.. TdsTokens.Error(50000, fault.Message), .. TdsTokens.Done(TdsTokens.WithError)];
        }
    }
}
