// Packs pushed through AzureBlobStore beside the same bytes by raw Put Blob, against one emulated account, in turns: [--packs N] [--mib N] [--flight N] [--rounds N]
using System.Globalization;
using System.Security.Cryptography;
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
// Each pack in flight from memory of its own, as packs are: one for all would stay in the processor's cache.
var contents = Enumerable.Range(0, flight).Select(seed =>
{
    var content = new byte[length];
    new Random(seed).NextBytes(content);
    return content;
}).ToArray();

// As in a session: packs are gathered, and their MD5 computed, while others are on their way. Only requests are counted as in flight, for each way.
using var requests = new SemaphoreSlim(flight);

void Push(int round, int pack)
{
    var content = contents[pack % flight];
    using var writer = store.BeginCreate($"packs/store/{round}-{pack}", length);
    for (var position = 0; position < length; position += 1 << 20) writer.WriteAt(position, content.AsSpan(position, Math.Min(1 << 20, length - position)));
    requests.Wait();
    writer.Commit(length);
    requests.Release();
}

void Put(int round, int pack, bool withHash)
{
    var content = contents[pack % flight];
    var hash = withHash ? MD5.HashData(content) : null;
    var grant = grants.ToCreate($"packs/{(withHash ? "hashed" : "raw")}/{round}-{pack}", TimeSpan.FromHours(1));
    requests.Wait();
    raw.Send(grant, content, hash);
    requests.Release();
}

(string Name, Action<int, int> Send, List<Measurement> Results)[] ways =
[
    ("raw Put Blob", (round, pack) => Put(round, pack, withHash: false), []),
    ("raw Put Blob with Content-MD5", (round, pack) => Put(round, pack, withHash: true), []),
    ("through the store", Push, []),
];
for (var round = -1; round < rounds; round++)
{
    var current = round;
    // Whoever comes later finds more in the emulator: each begins in its turn.
    for (var i = 0; i < ways.Length; i++)
    {
        var way = ways[(i + round + 1) % ways.Length];
        var measured = InFlight.Run(round < 0 ? flight : packs, 2 * flight, pack => way.Send(current, pack)); // the first round only warms up
        if (round >= 0) way.Results.Add(measured);
        Console.Error.WriteLine($"round {round}, {way.Name}: {measured.Elapsed.TotalSeconds:F2} s");
    }
    foreach (var blob in store.List("packs/")) store.Delete(blob.Name);
}

var mib = (double)packs * length / (1 << 20);
double Rate(List<Measurement> all) => mib / all.Select(one => one.Elapsed.TotalSeconds).Order().ElementAt(all.Count / 2);
double Cost(List<Measurement> all) => all.Select(one => one.Processor.TotalSeconds).Order().ElementAt(all.Count / 2) / (mib / 1024);
Console.WriteLine($"| {packs} packs of {length >> 20} MiB, {flight} in flight, median of {rounds} | MiB/s | of raw | of raw with MD5 | CPU-s/GiB of the client |");
Console.WriteLine("|---|--:|--:|--:|--:|");
foreach (var way in ways)
    Console.WriteLine($"| {way.Name} | {Rate(way.Results):F0} | {Rate(way.Results) / Rate(ways[0].Results):F2} | {Rate(way.Results) / Rate(ways[1].Results):F2} | {Cost(way.Results):F2} |");
return 0;
