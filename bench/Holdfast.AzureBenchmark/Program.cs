// Packs pushed through AzureBlobStore beside the same bytes by raw Put Blob, against one emulated account, in turns: [--packs N] [--mib N] [--flight N] [--rounds N]
using System.Globalization;
using Holdfast.AzureBenchmark;
using Holdfast.Format.Keys;
using Holdfast.Testing.Azure;
using Holdfast.Vault.Azure;

int Option(string name, int otherwise)
{
    var at = Array.IndexOf(args, name);
    return at < 0 ? otherwise : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
}

var packs = Option("--packs", 16);
var length = Option("--mib", 32) << 20;
var flight = Option("--flight", 4);
var rounds = Option("--rounds", 5);
if (AzuriteServer.Missing is { } missing)
{
    Console.Error.WriteLine(missing);
    return 1;
}

using var azurite = new AzuriteServer { InFolder = true };
using var account = AzureAccount.Open(new AzureSignIn { Method = AzureSignInMethod.ConnectionString, ConnectionStringFile = azurite.ConnectionStringFile },
    new AzureNetwork(TimeProvider.System, SystemRandomness.Instance));
var place = new AzurePlace("bench");
account.EnsureContainer(place.Container);
var store = account.OpenStore(place, AzureTier.Cool);
var grants = account.OpenGrants(place);
using var raw = new RawPut();
var content = new byte[length];
new Random(1).NextBytes(content);

void Push(int round, int pack)
{
    using var writer = store.BeginCreate($"packs/store/{round}-{pack}", length);
    for (var position = 0; position < length; position += 1 << 20) writer.WriteAt(position, content.AsSpan(position, Math.Min(1 << 20, length - position)));
    writer.Commit(length);
}

List<Measurement> pushed = [], put = [];
for (var round = -1; round < rounds; round++)
{
    var current = round;
    // Whoever goes second finds more in the emulator: they take turns.
    foreach (var isStore in round % 2 == 0 ? new[] { true, false } : [false, true])
    {
        var count = round < 0 ? flight : packs; // the first round only warms up
        var measured = isStore ? InFlight.Run(count, flight, pack => Push(current, pack))
            : InFlight.Run(count, flight, pack => raw.Send(grants.ToCreate($"packs/raw/{current}-{pack}", TimeSpan.FromHours(1)), content));
        if (round >= 0) (isStore ? pushed : put).Add(measured);
        Console.Error.WriteLine($"round {round}, {(isStore ? "store" : "raw")}: {measured.Elapsed.TotalSeconds:F2} s");
    }
    foreach (var blob in store.List("packs/")) store.Delete(blob.Name);
}

var mib = (double)packs * length / (1 << 20);
double Rate(List<Measurement> all) => mib / all.Select(one => one.Elapsed.TotalSeconds).Order().ElementAt(all.Count / 2);
double Cost(List<Measurement> all) => all.Select(one => one.Processor.TotalSeconds).Order().ElementAt(all.Count / 2) / (mib / 1024);
Console.WriteLine($"| {packs} packs of {length >> 20} MiB, {flight} in flight, median of {rounds} | MiB/s | CPU-s/GiB of the client |");
Console.WriteLine("|---|--:|--:|");
Console.WriteLine($"| raw Put Blob | {Rate(put):F0} | {Cost(put):F2} |");
Console.WriteLine($"| through the store | {Rate(pushed):F0} | {Cost(pushed):F2} |");
Console.WriteLine($"| of raw | {Rate(pushed) / Rate(put):F2} | target ≥ 0.90 |");
return 0;
