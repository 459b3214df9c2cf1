using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripKind;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripResult;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripRows;

namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>Mail by the framework's own client, and by MailKit's.</summary>
internal static class MailRoundTrips
{
    public static readonly RoundTripLibrary Framework = new("SMTP", TypeNames.Mail.SmtpClient)
    {
        // The SendAsync of this type is no task; it answers by an event.
        Writes(TypeNames.Mail.SmtpClient, Mail, "Send").Awaited("SendMailAsync"),
        Writes(TypeNames.Mail.SmtpClient, Mail, "SendMailAsync"),
    };

    public static readonly RoundTripLibrary MailKit = new("SMTP", TypeNames.Mail.MailKitTransport)
    {
        Writes(TypeNames.Mail.MailKitTransport, Mail, AndAsync("Send")),
        Does(TypeNames.Mail.MailKitService, Connection, AndAsync("Connect", "Authenticate", "Disconnect")),
    };
}

/// <summary>Whole files. No network, but a wait all the same.</summary>
internal static class FileRoundTrips
{
    public static readonly RoundTripLibrary Library = new("the file system", TypeNames.Files.File)
    {
        Reads(TypeNames.Files.File, RoundTripKind.File, One, AndAsync("ReadAllBytes", "ReadAllText")),
        Reads(TypeNames.Files.File, RoundTripKind.File, Many, AndAsync("ReadAllLines")),
        Writes(TypeNames.Files.File, RoundTripKind.File, AndAsync("AppendAllLines", "AppendAllText", "WriteAllBytes", "WriteAllLines", "WriteAllText")),
        Writes(TypeNames.Files.File, RoundTripKind.File, "Copy"),
    };
}
