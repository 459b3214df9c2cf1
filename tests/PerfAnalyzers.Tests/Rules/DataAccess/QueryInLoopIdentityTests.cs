using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>The managers of ASP.NET Core Identity ask their store for each user.</summary>
public sealed class QueryInLoopIdentityTests
{
    [Theory]
    [InlineData("foreach (var one in found) Use(await users.[|GetRolesAsync(one)|]);")]
    [InlineData("foreach (var one in found) if (await users.[|IsInRoleAsync(one, \"admin\")|]) Use(one);")]
    [InlineData("foreach (var id in ids) Use(await users.[|FindByIdAsync(id)|]);")]
    [InlineData("foreach (var mail in ids) { var one = await users.[|FindByEmailAsync(mail)|]; if (one is null) continue; Use(one.Name); }")]
    [InlineData("foreach (var group in await roles.Roles.ToListAsync()) Use(await roles.[|GetClaimsAsync(group)|]);")]
    public Task Reports_what_is_asked_for_each_user(string statement) => RunAsync(statement);

    [Theory]
    [InlineData("foreach (var one in found) Use(await users.GetEmailAsync(one));")]
    [InlineData("foreach (var name in new[] { \"admin\", \"reader\" }) if (!await roles.RoleExistsAsync(name)) await roles.CreateAsync(new Role());")]
    [InlineData("foreach (var one in found) await users.UpdateAsync(one);")]
    [InlineData("Use(await users.GetRolesAsync(found[0])); foreach (var one in found) Use(one.Name);")]
    public Task StaysSilent_where_nothing_is_asked_or_rounds_are_few(string statement) => RunAsync(statement);

    [Theory]
    [InlineData("var given = users.GetRolesAsync(found[0]).Result;")]
    [InlineData("var given = users.GetRolesAsync(found[0]).GetAwaiter().GetResult();")]
    [InlineData("var given = await users.GetRolesAsync(found[0]);")]
    public Task Suggests_for_the_few_roles_of_somebody(string statement) => RunAsync(
        statement + " foreach (var name in given) Use(await roles.{|#0:FindByNameAsync(name)|});",
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null));

    private static Task RunAsync(string statement, params DiagnosticResult[] expected)
    {
        var source = $$"""
            using Microsoft.AspNetCore.Identity;
            using Microsoft.EntityFrameworkCore;

            public class User { public string Id { get; set; } = ""; public string Name { get; set; } = ""; }
            public class Role { public string Id { get; set; } = ""; }

            public class Members
            {
                private readonly UserManager<User> users = null!;
                private readonly RoleManager<Role> roles = null!;

                public async Task Run(List<User> found, List<string> ids)
                {
                    await Task.Yield();
                    {{statement}}
                }

                private static void Use(object? value) { }
            }
            """;
        var test = new Verify.Test { TestCode = source, FixedCode = source, ReferenceAssemblies = References.Stores };
        test.TestState.ExpectedDiagnostics.AddRange(expected);
        test.FixedState.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
