using System.Security.Cryptography;
using Holdfast.Browser.Tests.Browsing;

namespace Holdfast.Browser.Tests.Recovering;

/// <summary>A source with two recovery points of a file that changed between them.</summary>
public sealed class LettersServer : IDisposable
{
    internal const string File = "orders/offer.bin";

    public LettersServer()
    {
        Folder = Server.Folder("letters", ("orders/other.txt", "other"), ("readme.txt", "read me"));
        Write(Old);
        Server.Installation.Done("protect", Folder);
        Write(New);
        Server.Installation.Done("recovery-point", "create", Folder);
    }

    internal ConsoleServer Server { get; } = new();

    internal string Folder { get; }

    internal byte[] Old { get; } = RandomNumberGenerator.GetBytes(300_001);

    internal byte[] New { get; } = RandomNumberGenerator.GetBytes(200_003);

    private void Write(byte[] content) => System.IO.File.WriteAllBytes(Path.Combine(Folder, File), content);

    public void Dispose() => Server.Dispose();
}
