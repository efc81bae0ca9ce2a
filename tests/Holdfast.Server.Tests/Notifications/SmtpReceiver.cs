using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Channels;

namespace Holdfast.Server.Tests.Notifications;

/// <summary>A mail server on loopback that speaks enough ESMTP: STARTTLS or TLS, AUTH PLAIN, one receiver a mail.</summary>
internal sealed class SmtpReceiver : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Channel<ReceivedMail> mails = Channel.CreateUnbounded<ReceivedMail>();
    private readonly X509Certificate2? certificate;
    private readonly bool implicitTls;
    private readonly Task accepting;

    public SmtpReceiver(X509Certificate2? certificate = null, bool implicitTls = false)
    {
        (this.certificate, this.implicitTls) = (certificate, implicitTls);
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>User and password that are asked for; null: none.</summary>
    public (string User, string Password)? Account { get; set; }

    /// <summary>The answer to RCPT TO.</summary>
    public string RecipientAnswer { get; set; } = "250 ok";

    public List<string> Commands { get; } = [];

    public async Task<ReceivedMail> Next() => await mails.Reader.ReadAsync(RunningServer.Deadline());

    public bool HasNone => !mails.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task Accept()
    {
        while (true) _ = Serve(await listener.AcceptTcpClientAsync(stop.Token));
    }

    private async Task Serve(TcpClient client)
    {
        using var owned = client;
        try
        {
            Stream stream = client.GetStream();
            if (implicitTls) stream = await Secure(stream);
            await Talk(stream);
        }
        catch (Exception failure) when (failure is IOException or System.Security.Authentication.AuthenticationException or OperationCanceledException)
        {
            lock (Commands) Commands.Add("broken");
        }
    }

    private async Task Talk(Stream stream)
    {
        var isSecure = implicitTls;
        await Say(stream, "220 test ESMTP");
        var (from, to, signedIn) = ("", "", Account is null);
        while (await ReadLine(stream) is { } line)
        {
            lock (Commands) Commands.Add(line);
            var word = line.Split(' ')[0].ToUpperInvariant();
            if (word == "EHLO") await Say(stream, "250-test" + (certificate is not null && !isSecure ? "\r\n250-STARTTLS" : "") + (Account is null ? "" : "\r\n250-AUTH PLAIN") + "\r\n250 8BITMIME");
            else if (word == "STARTTLS")
            {
                await Say(stream, "220 go ahead");
                stream = await Secure(stream);
                isSecure = true;
            }
            else if (word == "AUTH")
            {
                var given = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2]));
                signedIn = Account is { } account && given == $"\0{account.User}\0{account.Password}";
                await Say(stream, signedIn ? "235 ok" : "535 wrong");
            }
            else if (word == "MAIL")
            {
                from = line;
                await Say(stream, signedIn ? "250 ok" : "530 sign in first");
            }
            else if (word == "RCPT")
            {
                to = line;
                await Say(stream, RecipientAnswer);
            }
            else if (word == "DATA")
            {
                await Say(stream, "354 go ahead");
                var text = new StringBuilder();
                while (await ReadLine(stream) is { } part && part != ".") text.AppendLine(part.StartsWith('.') ? part[1..] : part);
                mails.Writer.TryWrite(new ReceivedMail(from, to, text.ToString(), isSecure));
                await Say(stream, "250 taken");
            }
            else if (word == "QUIT")
            {
                await Say(stream, "221 bye");
                return;
            }
            else await Say(stream, "250 ok");
        }
    }

    private async Task<Stream> Secure(Stream stream)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop.Token);
        return tls;
    }

    private async Task Say(Stream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), stop.Token);

    private async Task<string?> ReadLine(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, stop.Token) == 1)
        {
            if (one[0] == '\n') return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }
        return null;
    }
}
