using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>The server and its API.</summary>
internal static class ServerErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(NotReachable, "Server not reachable", "No Holdfast server answers there: it is not running, still starting, or listens elsewhere.",
            "Start it with `holdfast up`, or name the right installation with --data.", 503, 4),
        new(Unauthorized, "Not signed in", "The request carried no token, or one that this server does not accept.",
            "Run the command as the user who owns the data folder, so that its token file can be read.", 401, 5),
        new(Forbidden, "Not allowed", "Whoever is signed in may not do this.", "Ask an administrator.", 403, 5),
        new(NotFound, "Not found", "Nothing has this id, name, or address.", "Look it up with the matching list command.", 404, 1),
        new(BadRequest, "Bad request", "The request is not complete or holds a value that is not allowed.", "Correct what the message names; --help shows what is allowed.", 400, 2),
        new(RequestTooLarge, "Request too large", "The request's body is larger than the server takes.", "Divide it into smaller ones.", 413, 2),
        new(Conflict, "Conflict", "The state of things does not allow this now.", "Wait until what is in the way has ended, then try again.", 409, 1),
        new(ServerStopping, "Server is stopping", "The server has been told to stop and takes no new work.", "Start it again with `holdfast up`.", 503, 4),
        new(HostRefused, "Host name refused", "The request named a host that is not this computer: a sign of a web page that tries to use the server behind its user's back.",
            "Use the address http://127.0.0.1:PORT.", 421, 5),
        new(AlreadyRunning, "Already running", "Another Holdfast server uses this data folder.", "Use that one, stop it with `holdfast down`, or choose another folder with --data.", 409, 1),
        new(PortInUse, "Port in use", "Another program listens on this port.", "Choose another port with --port; 0 takes any free one.", 409, 1),
        new(CatalogDamaged, "Catalog damaged", "The catalog database cannot be read.",
            "Stop the server, move the catalog folder away, start it, and run `holdfast pool rebuild-catalog`: all but the job history comes back.", 500, 1),
        new(CatalogNewer, "Catalog of a newer version", "A newer version of Holdfast has used this catalog.", "Start that version or a later one.", 500, 1),
        new(DataDirectoryUnusable, "Data folder not usable", "The data folder cannot be made, read, or written.", "Check its path, owner, and rights, and that its disk is not full.", 500, 1),
        new(MethodNotAllowed, "Method not allowed", "The address exists, but not with this HTTP method.", "Use the method that the API describes.", 405, 2),
    ];
}
