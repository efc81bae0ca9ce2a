using System.Security.Cryptography;
using System.Text;
using Holdfast.Format;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.PostgreSql.Protocol;

/// <summary>Answers what a server asks before it lets somebody in.</summary>
internal sealed class SignIn(ConnectionOrder order, Transport transport)
{
    private const int Ok = 0, Cleartext = 3, Md5 = 5, Sasl = 10, SaslContinue = 11, SaslFinal = 12;

    private ScramClient? scram;

    /// <summary>Answer to one request; null: nothing is to be sent.</summary>
    public byte[]? Answer(ReadOnlySpan<byte> request)
    {
        var fields = new MessageFields(request);
        var kind = fields.Int32();
        switch (kind)
        {
            case Ok: return null;
            case Cleartext:
                if (!transport.IsConfidential)
                    throw new WorkloadException(WorkloadFault.SignInRefused, "The server asks for the password in clear over a connection that is not encrypted.",
                        "Turn on TLS at the server (ssl), or set password_encryption and pg_hba.conf to scram-sha-256.");
                return new MessageWriter('p').Text(Password).Done();
            case Md5:
                var inner = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(Password + order.User)));
                return new MessageWriter('p').Text("md5" + Convert.ToHexStringLower(MD5.HashData([.. Encoding.ASCII.GetBytes(inner), .. fields.Take(4)]))).Done();
            case Sasl: return BeginScram(ref fields);
            case SaslContinue: return new MessageWriter('p').Bytes(Encoding.UTF8.GetBytes(Scram.Final(Encoding.UTF8.GetString(fields.Rest())))).Done();
            case SaslFinal:
                Scram.Verify(Encoding.UTF8.GetString(fields.Rest()));
                return null;
            default:
                throw new WorkloadException(WorkloadFault.SignInRefused, $"The server asks for a way to sign in that is not supported (number {kind}).",
                    "Let pg_hba.conf ask this computer for scram-sha-256.");
        }
    }

    private ScramClient Scram => scram ?? throw new MalformedDataException("The server goes on with a sign-in that it did not begin.");

    private string Password => order.Password
        ?? throw new WorkloadException(WorkloadFault.SignInRefused, $"The server {order.Address} asks for a password, and none is known for {order.User}.", "Store a user and a password for this datasource.");

    private byte[] BeginScram(ref MessageFields fields)
    {
        var offered = new List<string>();
        while (fields.Left > 1) offered.Add(fields.Text());
        var binding = offered.Contains("SCRAM-SHA-256-PLUS") ? transport.Binding : null;
        if (binding is null && !offered.Contains("SCRAM-SHA-256")) throw new MalformedDataException("The server offers no way to sign in that is known here.");
        scram = new ScramClient(Password, binding, transport.Binding is not null && !offered.Contains("SCRAM-SHA-256-PLUS"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)));
        var first = Encoding.UTF8.GetBytes(scram.First);
        return new MessageWriter('p').Text(scram.Mechanism).Int32(first.Length).Bytes(first).Done();
    }
}
